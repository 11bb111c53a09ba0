import { describe, expect, it } from 'vitest';
import { createStop } from '../../../stage/pages/shared/stop.ts';
import { isStopKey } from '../../../stage/pages/shared/stop-key.ts';

const press = { key: 's', ctrlKey: false, metaKey: false, altKey: false };

describe('the key that stops', () => {
  it.each(['s', 'S', 'Pause', 'Cancel'])('is %s', (key) => expect(isStopKey({ ...press, key })).toBe(true));
  it.each(['ctrlKey', 'metaKey', 'altKey'] as const)('is not S with %s, which is the browser’s', (held) =>
    expect(isStopKey({ ...press, [held]: true })).toBe(false),
  );
  it('is Break too, which is Pause with Ctrl', () => expect(isStopKey({ ...press, key: 'Pause', ctrlKey: true })).toBe(true));
});

/** A socket that answers or not, and an HTTP way that hears or not. */
function open({ connected = true, answers = true, hears = true }) {
  const ways: string[] = [];
  let later = (): void => {};
  let unheard = 0;
  const stop = createStop({
    socket: {
      connected,
      emit: (_event, _message, answer) => {
        ways.push('socket');
        if (answers) answer({ ok: true });
      },
    },
    post: async () => {
      ways.push('http');
      if (!hears) throw new Error('nobody hears');
    },
    after: (_ms, act) => {
      later = act;
    },
    onUnheard: () => unheard++,
  });
  return { stop, ways, later: () => later(), unheard: () => unheard };
}

describe('a stop', () => {
  it('goes by the socket, and by that alone when it is answered', () => {
    const { stop, ways, later } = open({});
    stop();
    later();
    expect(ways).toEqual(['socket']);
  });

  it('goes by HTTP too when the socket does not answer', () => {
    const { stop, ways, later } = open({ answers: false });
    stop();
    later();
    expect(ways).toEqual(['socket', 'http']);
  });

  it('goes by HTTP at once when the socket is down, which would keep it for later', () => {
    const { stop, ways } = open({ connected: false });
    stop();
    expect(ways).toEqual(['http']);
  });

  it('says so when nobody heard it', async () => {
    const { stop, unheard } = open({ connected: false, hears: false });
    stop();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(unheard()).toBe(1);
  });
});
