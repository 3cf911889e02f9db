// Every page is a file on a static host. The engine exists in the browser alone, so the server renders the empty frame.
export const prerender = true;
// Each page is the index of a folder: any host finds it there.
export const trailingSlash = 'always';
