/** A file a person gave, already read: its name and its whole text. */
export interface GivenText {
	readonly name: string;
	readonly text: string;
}
