/** A button whose work takes time: pressed meanwhile it does nothing more, and a stop takes it back. */
export interface Press {
  /** @param work - asks `wanted` before it begins anything new: false once it was taken back */
  run(work: (wanted: () => boolean) => Promise<void>): Promise<void>;
  takeBack(): void;
  readonly underWay: boolean;
}

export function createPress(): Press {
  let current: object | null = null;
  return {
    run: async (work) => {
      if (current !== null) return;
      const mine = {};
      current = mine;
      await work(() => current === mine);
      if (current === mine) current = null;
    },
    takeBack: () => {
      current = null;
    },
    get underWay() {
      return current !== null;
    },
  };
}
