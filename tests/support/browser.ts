import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { chromiumFlags, chromiumRemedy, findChromium } from '../../scripts/lib/chromium.mjs';

export interface BrowserOptions {
  /** absolute path of a `.mjpeg` that plays, looped, as the camera; without it Chromium shows its own test picture */
  readonly film?: string;
  /** further flags for Chromium */
  readonly flags?: readonly string[];
  readonly context?: BrowserContextOptions;
}

export interface TestBrowser {
  readonly browser: Browser;
  readonly context: BrowserContext;
  /**
   * addresses that any page or worker asked for on another host than this machine: the show asks for none. Sockets
   * that a worker opens are not listed, though they too find no other host
   */
  readonly external: readonly string[];
  /** what pages logged as errors, threw, or failed to load */
  readonly errors: readonly string[];
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Opens Chromium with a film as its camera, and keeps account of what its pages fetch and complain about. */
export async function openBrowser({ film, flags = [], context: contextOptions = {} }: BrowserOptions = {}): Promise<TestBrowser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(`No Chromium was found. ${chromiumRemedy()}`);
  const camera = film === undefined ? [] : [`--use-file-for-fake-video-capture=${film}`];
  // what is not this machine does not resolve: a request that got past the account below would fail, not succeed
  const nowhere = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1', '--no-proxy-server'];
  const browser = await chromium.launch({ executablePath, args: [...chromiumFlags, ...nowhere, ...camera, ...flags] });
  const context = await browser.newContext({ permissions: ['camera', 'microphone'], ...contextOptions });

  const external: string[] = [];
  const errors: string[] = [];
  const note = (address: string) => {
    if (isExternal(address)) external.push(address);
  };
  context.on('request', (request) => note(request.url()));
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // a page that is left drops what it was loading
    if (reason !== 'net::ERR_ABORTED') errors.push(`${request.url()} failed: ${reason}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  context.on('weberror', (error) => errors.push(String(error.error())));
  context.on('page', (page) => page.on('websocket', (socket) => note(socket.url())));
  return { browser, context, external, errors, newPage: () => context.newPage(), close: () => browser.close() };
}

/** Whether an address leaves this machine. Blobs and data stay within the page. */
export function isExternal(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return /^(https?|wss?):$/.test(protocol) && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** For tests of a console that are not about its two pictures: drawn by software, these take what the test has little of. */
export const foldPreviews = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    // a page that is not the server's own has no storage
    if (location.protocol.startsWith('http')) localStorage.setItem('alla-prima.console-preview', 'folded');
  });
