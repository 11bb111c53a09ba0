import { describe, expect, it } from 'vitest';
import { honest } from '../../scripts/lib/checks.mjs';
import { checkNode } from '../../scripts/lib/node.mjs';
import { missingPackages, remedyFor } from '../../scripts/lib/packages.mjs';

describe('the version of Node', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('lets %s through', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  it.each(['18.20.4', '20.18.1', '19.9.0'])('refuses %s, naming it and the remedy', (version) => {
    expect(() => checkNode(version)).toThrow(new RegExp(`20\\.19.*Node ${version}.*nodejs\\.org`, 's'));
  });
});

describe('installed packages', () => {
  const lock = { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } };

  it('miss nothing where all are there in their versions', () => {
    expect(missingPackages(lock, lock)).toEqual([]);
  });

  it('may lack one that is optional: it is for another platform', () => {
    expect(missingPackages(lock, { 'node_modules/a': { version: '1.0.0' } })).toEqual([]);
  });

  it('miss one that is absent or has another version', () => {
    expect(missingPackages(lock, { 'node_modules/b': { version: '2.0.0' } })).toEqual(['node_modules/a']);
    expect(missingPackages(lock, { ...lock, 'node_modules/a': { version: '1.0.1' } })).toEqual(['node_modules/a']);
  });

  it.each(['linux', 'darwin', 'win32', 'freebsd'] as const)('come with advice on compilers on %s', (platform) => {
    expect(remedyFor(platform)).toMatch(/registry.*compiler/s);
  });
});

describe('the count of a test run', () => {
  it('has a failure where the run failed though no test did', () => {
    expect(honest(1, { passed: 3, failed: 0, waiting: 0 })).toEqual({ passed: 3, failed: 1, waiting: 0 });
  });

  it('is the run’s own otherwise', () => {
    expect(honest(1, { passed: 3, failed: 2, waiting: 1 })).toEqual({ passed: 3, failed: 2, waiting: 1 });
    expect(honest(0, { passed: 3, failed: 0, waiting: 0 })).toEqual({ passed: 3, failed: 0, waiting: 0 });
  });
});
