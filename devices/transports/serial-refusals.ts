import type { Refusal } from '../../engine/result.ts';
import type { Holder } from './holder.ts';

/**
 * What serialport said when a port would not open, for a person. Its errors carry no code: only the system's own
 * words, in English, inside the message.
 *
 * @param ports - the ports that exist, named where the wanted one does not
 * @param holders - the programs that have it open, where they are seen
 * @param platform - as in `process.platform`; Windows says "Access denied" for a port that another program holds
 */
export function explainSerial({
  path,
  message,
  ports,
  platform,
  holders = [],
}: {
  readonly path: string;
  readonly message: string;
  readonly ports: readonly string[];
  readonly platform: string;
  readonly holders?: readonly Holder[];
}): Refusal {
  if (/no such file|no such device|file not found|cannot find/i.test(message)) {
    return {
      code: 'port/absent',
      text: `There is no port ${path}. ${ports.length === 0 ? 'No serial port was found.' : `Found: ${ports.join(', ')}.`}`,
      remedy: 'Plug the arm in, or give the name of a port that exists.',
    };
  }
  if (/cannot lock|resource busy/i.test(message) || (platform === 'win32' && /access denied/i.test(message))) {
    return {
      code: 'port/locked',
      text: holders.length === 0 ? `Another program has ${path}.` : `${path} is open in ${holders.map(named).join(' and ')}.`,
      remedy: 'Close the other program that talks to the arm, then connect again.',
    };
  }
  if (/permission denied|operation not permitted/i.test(message)) {
    return {
      code: 'port/denied',
      text: `This user may not open ${path}.`,
      remedy: 'On Linux add the user to the dialout group (sudo usermod -aG dialout $USER), then log out and in.',
    };
  }
  return {
    code: 'port/failed',
    text: `${path} could not be opened: ${message}`,
    remedy: 'Check that it is a serial port, its cable and its speed.',
  };
}

const named = ({ command, pid }: Holder): string => `${command} (process ${pid})`;
