import { describe, expect, it } from 'vitest';
import { serialTransport } from '../../devices/transports/serial.ts';
import type { CloseReason } from '../../devices/transports/transport.ts';
import { openPtyPair } from '../support/pty.ts';

describe('a serial transport that is pulled', () => {
  it('notices it every time, also in the middle of a read', async () => {
    for (let i = 0; i < 20; i++) {
      const cable = await openPtyPair();
      const transport = serialTransport({ path: cable.a, baud: 115_200 });
      expect((await transport.open()).ok).toBe(true);
      const end = new Promise<CloseReason>((resolve) => transport.onClose(resolve));
      await cable.close();
      expect((await end).kind).toBe('lost');
      await transport.close();
    }
  });
});
