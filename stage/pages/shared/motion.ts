/** True when the person asked their system for less motion: fades become cuts, drifting things stand still. */
export const calmMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
