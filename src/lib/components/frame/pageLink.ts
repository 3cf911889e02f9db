import type { IconName } from '#lib/components/shared/iconPaths.ts';

/** A page as the frame links to it. */
export interface PageLink {
	readonly href: string;
	readonly label: string;
	readonly icon: IconName;
	readonly isCurrent: boolean;
	/** What waits there for a person, in a few words. */
	readonly mark?: string;
}
