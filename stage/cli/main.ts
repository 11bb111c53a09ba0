import { Command } from 'commander';
import pack from '../../package.json' with { type: 'json' };
import { doctorCommand } from './commands/doctor.ts';
import { filmCommand } from './commands/film.ts';
import { replayCommand } from './commands/replay.ts';
import { schemaCommand } from './commands/schema.ts';
import { showCommand } from './commands/show.ts';
import { streamCommand } from './commands/stream.ts';
import { virtualArmCommand } from './commands/virtual-arm.ts';

/**
 * Run one command line. Exit code 0 on success, 2 on bad usage or bad input, 1 otherwise.
 *
 * @param argv - what was typed after `alla-prima`
 */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('alla-prima')
    .description('A live-performance and installation engine with robotic painting.')
    .version(pack.version)
    .showHelpAfterError('(add --help for what is possible)')
    .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2));
  for (const command of [
    showCommand(),
    doctorCommand(),
    streamCommand(),
    virtualArmCommand(),
    replayCommand(),
    filmCommand(),
    schemaCommand(),
  ]) {
    command.exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2)).showHelpAfterError('(add --help for what is possible)');
    program.addCommand(command);
  }
  await program.parseAsync([...argv], { from: 'user' });
}
