import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import usual from '../../playwright.config.ts';

const cwd = fileURLToPath(new URL('../..', import.meta.url));
const { port } = new URL(usual.use?.baseURL ?? '');

export default defineConfig({
	...usual,
	...{ testDir: '.', workers: 1, timeout: 600_000, reporter: [['line']] },
	webServer: { command: 'node scripts/serve.mjs', url: `http://127.0.0.1:${port}/`, env: { PORT: port }, cwd }
});
