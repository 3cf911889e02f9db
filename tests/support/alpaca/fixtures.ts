/** Keys that no account has. */
export const testKeys = { keyId: 'PKTESTTESTTESTTEST26', secret: 'not-a-secret-but-must-never-be-seen-0042' };
