import type { DriverFactory } from '../../../devices/drivers/driver.ts';
import { firmataDriver } from '../../../devices/drivers/firmata.ts';
import type { HardwarePins } from '../../../devices/hardware/pins.ts';
import { type EaselMachine, easelMachine } from '../../../devices/kinematics/easel-machine.ts';
import { createVirtualFirmata } from '../../../devices/virtual/firmata/firmata.ts';
import { serveHardware } from '../hardware/bridge.ts';
import { armOf, must } from '../kinematics/arms.ts';
import type { Board } from './contract.ts';

const servo = { zeroDeg: 90, invert: false, minDeg: 0, maxDeg: 180, pulseMinUs: 544, pulseMaxUs: 2400 };
const joints = ['base', 'shoulder', 'elbow'];
/** three servos that go anywhere: the contract moves axes about 0 */
const pins: HardwarePins = { servos: joints.map((joint, i) => ({ ...servo, joint, pin: 9 + i })) };
const mearm = must(easelMachine(armOf('mearm').machine));
const machine: EaselMachine = { ...mearm, ...(mearm.arm && { arm: { ...mearm.arm, hardware: pins } }) };

/** home with its connection: the contract is for arms that know where they are */
const homed: DriverFactory = (transport, options) => {
  const driver = firmataDriver(transport, { ...options, machine });
  return {
    ...driver,
    connect: async () => {
      const found = await driver.connect();
      if (!found.ok) return found;
      const report = await driver.home();
      return report.ok ? { ok: true, value: { ...found.value, report: report.value } } : report;
    },
  };
};

/** Servos in the driver's contract, through johnny-five: they hear whole pulses of 1 µs, a tenth of a degree. */
export const firmataBoard: Board = {
  driver: homed,
  controller: () => createVirtualFirmata({ pins, joints, blinkMs: 0, nowMs: -10_000 }),
  serve: (far, controller, time) => serveHardware(far, controller, time, { pins, askAfterMs: 0, timers: time }),
  digits: 1,
};
