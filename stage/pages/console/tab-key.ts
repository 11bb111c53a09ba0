const NAME = 'alla-prima.console';

/** As much of a window as the key needs. */
export interface Tab {
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  addEventListener(event: 'pagehide' | 'pageshow', listener: () => void): void;
}

const fresh = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * By what the server knows this console again after a reload. It is put away only while the page is left, so that a tab that is
 * duplicated becomes another console. Where storage is forbidden, a reload makes another console too.
 */
export function tabKey(tab: Tab, make: () => string = fresh): string {
  const quietly = <T>(act: () => T): T | null => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  const key = quietly(() => tab.sessionStorage.getItem(NAME)) ?? make();
  const take = (): void => void quietly(() => tab.sessionStorage.removeItem(NAME));
  take();
  tab.addEventListener('pagehide', () => quietly(() => tab.sessionStorage.setItem(NAME, key)));
  tab.addEventListener('pageshow', take);
  return key;
}
