/** Hands a text to the person as a file. */
export function download(name: string, text: string, type: 'application/json' | 'text/csv'): void {
	downloadBlob(name, new Blob([text], { type }));
}

/** Hands a file to the person. */
export function downloadBlob(name: string, content: Blob): void {
	const address = URL.createObjectURL(content);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	// The download has taken the address over by the next task.
	setTimeout(() => URL.revokeObjectURL(address), 0);
}
