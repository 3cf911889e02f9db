// The DOM library of TypeScript has no Trusted Types yet; these are the parts in use.
interface TrustedScriptURL {
	toString(): string;
}
interface TrustedTypePolicy {
	createScriptURL(input: string): TrustedScriptURL;
}
interface TrustedTypePolicyFactory {
	createPolicy(name: string, rules: { createScriptURL?: (input: string) => string }): TrustedTypePolicy;
}
declare var trustedTypes: TrustedTypePolicyFactory | undefined;
