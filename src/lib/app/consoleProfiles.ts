import type { DeskRequests, RequestName } from '../contract/deskApi.ts';
import type { ProfileName } from '../contract/riskProfiles.ts';

type AnswerOf<Name extends RequestName> = Promise<DeskRequests[Name]['answer']>;
type Given<Name extends RequestName> = Omit<DeskRequests[Name]['ask'], 'request'>;
type Ask = <Name extends RequestName>(name: Name, given: Given<Name>) => AnswerOf<Name>;

/** Profiles of limits, as the console has them. */
export interface ProfileCalls {
	readonly profiles: {
		/** Which profile the book has, and what each would change. */
		list(): AnswerOf<'profiles'>;
		apply(name: ProfileName): AnswerOf<'applyProfile'>;
		/** Turns the newest change of settings round. */
		undo(): AnswerOf<'undoSettings'>;
		/** The limits alone, as the text of a risk.json. */
		export(): Promise<string>;
		/** Takes the text of a risk.json; with `apply` false it only says what would change. */
		import(text: string, apply?: boolean): AnswerOf<'importLimits'>;
	};
}

/** The calls of the console about profiles of limits. */
export function createProfileCalls(ask: Ask): ProfileCalls {
	return {
		profiles: Object.freeze({
			list: () => ask('profiles', {}),
			apply: (name: ProfileName) => ask('applyProfile', { name }),
			undo: async () => ask('undoSettings', { seq: (await ask('profiles', {})).undo?.seq ?? 0 }),
			export: async () => (await ask('exportLimits', {})).text,
			import: (text: string, apply = true) => ask('importLimits', { name: 'risk.json', text, apply })
		})
	};
}
