#!/usr/bin/env node
import { command } from '../scripts/lib/command.mjs';
import { giveUp } from '../scripts/lib/say.mjs';

await command(process.argv.slice(2)).catch(giveUp);
