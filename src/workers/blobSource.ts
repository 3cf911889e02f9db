import type { GivenFile } from '../lib/contract/replayApi.ts';
import type { SourceFile } from '../lib/intake/sourceFiles.ts';

/** A dropped file as a source: read in chunks, decoded as UTF-8. */
export function blobToSource({ name, content }: GivenFile): SourceFile {
	return {
		name,
		bytes: content.size,
		async *read() {
			const reader = content.stream().pipeThrough(new TextDecoderStream()).getReader();
			for (;;) {
				const { done, value } = await reader.read();
				if (done) return;
				yield value;
			}
		}
	};
}
