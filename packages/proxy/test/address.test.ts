import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Request, Response } from 'express';
import { blockOf } from '../src/middleware/address.ts';
import { callerOf } from '../src/middleware/caller.ts';

const same: [string, string[]][] = [
  [
    'one IPv4 address, however it is written',
    [
      '203.0.113.9',
      '::ffff:203.0.113.9',
      '::FFFF:cb00:7109',
      '0:0:0:0:0:ffff:203.0.113.9',
      '203.0.113.9:4711',
      '[::ffff:203.0.113.9]:80',
      ' 203.0.113.9 ',
    ],
  ],
  [
    'one IPv6 /64, however many addresses it has',
    [
      '2001:db8:1:2::1',
      '2001:DB8:1:2:ffff:ffff:ffff:ffff',
      '[2001:db8:1:2::3]:443',
      '2001:db8:1:2::4%eth0',
    ],
  ],
];

for (const [name, addresses] of same) {
  test(`${name}, is one`, () => {
    const blocks = new Set(addresses.map(blockOf));
    assert.equal(blocks.size, 1, [...blocks].join());
    assert.ok(!blocks.has(undefined));
  });
}

test('other addresses are others', () => {
  const addresses = ['203.0.113.9', '203.0.113.10', '2001:db8:1:2::1', '2001:db8:1:3::1', '::1'];
  assert.equal(new Set(addresses.map(blockOf)).size, addresses.length);
});

test('what is no address is none', () => {
  for (const text of [
    undefined,
    '',
    'unknown',
    '_hidden',
    '1.2.3',
    '203.0.113.9, 10.0.0.1',
    'x'.repeat(9999),
  ]) {
    assert.equal(blockOf(text), undefined);
  }
});

test('anonymous visitors share the turn of their address, an identified one has one of their own', () => {
  const request = { ip: '::ffff:203.0.113.9' } as Request;
  const groupOf = (key: string, kind: string) => {
    const response = { locals: { visitor: { key, kind } }, get: () => undefined };
    return callerOf(request, response as unknown as Response).group;
  };
  assert.equal(groupOf('anon:a', 'anonymous'), '203.0.113.9');
  assert.equal(groupOf('anon:b', 'anonymous'), '203.0.113.9');
  assert.equal(groupOf('id:["","me"]', 'identified'), 'id:["","me"]');
});
