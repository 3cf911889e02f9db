import { describe, expect, it, vi } from 'vitest';
import { readBookConfig } from '../../../src/lib/schema/bookConfig.ts';
import { z } from '../../../src/lib/schema/zod.ts';

describe('zod', () => {
	it('compiles no code, which the content security policy would forbid', () => {
		expect(z.config().jitless).toBe(true);
		const compile = vi.spyOn(globalThis, 'Function');
		expect(readBookConfig({ allowAdding: true }).ok).toBe(true);
		expect(compile).not.toHaveBeenCalled();
		compile.mockRestore();
	});
});
