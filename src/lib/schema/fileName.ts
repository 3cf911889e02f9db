/** The last part of a path: how a file is called when it is given without its folder. */
export function baseName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
