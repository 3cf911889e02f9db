/** A JSON number as it was written, so that no digit is lost to a binary fraction. */
export class WrittenNumber {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}
