import type { Server } from 'node:http';
import { WebSocketServer, type RawData } from 'ws';
import type { StandInStreams } from './standInStreams.ts';

/** Lets servers open the streams of a stand-in, whatever host they are asked for. */
export function serveStreams(streams: StandInStreams, servers: readonly Server[]) {
	const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
	const opened: string[] = [];
	for (const server of servers) {
		server.on('upgrade', (request, socket, head) => {
			const { pathname } = new URL(request.url ?? '/', 'https://stand-in');
			sockets.handleUpgrade(request, socket, head, (webSocket) => {
				opened.push(pathname);
				const connection = streams.connect(pathname, {
					send: (text, isBinary) => webSocket.send(isBinary ? Buffer.from(text) : text),
					close: () => webSocket.close()
				});
				if (connection === null) {
					webSocket.close();
					return;
				}
				webSocket.on('message', (data) => connection.hear(textOf(data)));
				webSocket.on('close', () => connection.left());
			});
		});
	}
	return {
		opened: opened as readonly string[],
		close() {
			for (const webSocket of sockets.clients) webSocket.terminate();
			sockets.close();
		}
	};
}

function textOf(data: RawData): string {
	if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
	return (Buffer.isBuffer(data) ? data : Buffer.from(data)).toString('utf8');
}
