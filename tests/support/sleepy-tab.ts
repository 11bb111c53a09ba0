import type { Browser } from '@playwright/test';

/** A tab that may be hidden and put to sleep: Playwright keeps its own pages awake, as if each were in front. */
export interface SleepyTab {
  /** Runs in the tab. @returns what it came to, as JSON */
  run(script: string): Promise<unknown>;
  /** Nobody sees it any more: it hears everything, and draws nothing. */
  hide(): Promise<void>;
  /** Hides it and puts it to sleep, as a browser does with a tab that nobody has looked at for long: not even its sockets are served. */
  freeze(): Promise<void>;
  wake(): Promise<void>;
  /** what was thrown in it */
  readonly errors: readonly string[];
}

interface Answer {
  readonly result?: { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: unknown };
  readonly error?: unknown;
}

/** @param size - of the window, px; it closes with the browser */
export async function openSleepyTab(
  browser: Browser,
  url: string,
  size: { readonly width: number; readonly height: number },
): Promise<SleepyTab> {
  const chromium = await browser.newBrowserCDPSession();
  // outside of Playwright's contexts, and attached to as a developer's tools are
  const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size });
  const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: false });
  const { windowId } = await chromium.send('Browser.getWindowForTarget', { targetId });
  const errors: string[] = [];
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  chromium.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const { id, method, params, ...answer } = JSON.parse(event.message);
    if (method === 'Runtime.exceptionThrown') errors.push(JSON.stringify(params).slice(0, 400));
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const send = (method: string, params: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, resolve);
      chromium.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) }).catch(reject);
    });
  await send('Page.enable');
  await send('Page.setBypassCSP', { enabled: true });
  await send('Runtime.enable');
  await send('Page.navigate', { url });
  const window = (windowState: 'minimized' | 'normal') => chromium.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
  return {
    errors,
    async run(script) {
      const { result, error } = await send('Runtime.evaluate', { expression: script, awaitPromise: true, returnByValue: true });
      if (error !== undefined || result?.exceptionDetails !== undefined)
        throw new Error(`the tab could not run ${script.slice(0, 80)}: ${JSON.stringify(error ?? result?.exceptionDetails).slice(0, 400)}`);
      return result?.result?.value;
    },
    async hide() {
      await window('minimized');
    },
    async freeze() {
      await window('minimized');
      await send('Page.setWebLifecycleState', { state: 'frozen' });
    },
    async wake() {
      await send('Page.setWebLifecycleState', { state: 'active' });
      await window('normal');
    },
  };
}
