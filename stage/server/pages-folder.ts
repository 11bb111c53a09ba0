import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

/** The pages that were built beside this file, with what their addresses leave out. */
export const builtPages = () => sirv(fileURLToPath(new URL('../client', import.meta.url)), { extensions: ['html'], etag: true });
