/** As much of a MIDI port as tells which device it belongs to. */
export interface Port {
  readonly id: string;
  readonly name: string | null;
  readonly manufacturer: string | null;
}

/** The device that the clock goes to: by its port, and by name where the browser numbers ports anew. */
export interface Device {
  readonly id: string;
  readonly name: string;
}

export const nameOf = ({ name, id }: Port): string => name ?? id;

/** What drivers add to tell the two directions of one device apart: `MIDIOUT2 (X)`, `X MIDI In`, `X Output`. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\b(midi ?)?(in|out)(put)?\d*\b/g, ' ')
    .replace(/[\s()]+/g, ' ')
    .trim();

/** @returns whether what this port says may be what was sent to the device */
export const isSameDevice = (input: Port, device: Device): boolean => plain(nameOf(input)) === plain(device.name);

/** @returns the port of the device among these; null while it is unplugged */
export const portOf = <P extends Port>(ports: readonly P[], device: Device): P | null =>
  ports.find(({ id }) => id === device.id) ?? ports.find((port) => nameOf(port) === device.name) ?? null;
