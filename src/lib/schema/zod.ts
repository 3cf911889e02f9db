import * as z from 'zod/mini';

// The content security policy forbids compiled validators, and even the probe for them is reported as a violation.
z.config({ jitless: true });

export { z };
