import { describe, expect, it } from '@jest/globals';
import { isAddress, isLoopback, isPublicAddress } from './addresses.js';

const PUBLIC = ['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:93.184.216.34', '1.1.1.1'];
const OTHER = [
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '169.254.170.2',
  '192.0.0.192',
  '198.18.0.1',
  '192.0.2.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '::ffff:0:127.0.0.1',
  '::127.0.0.1',
  'fe80::1',
  'fe80::1%eth0',
  'fd00:ec2::254',
  'fc00::1',
  'fec0::1',
  'ff02::1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  '2001:db8::1',
  '100::1',
  'example.com',
  '',
];

describe('addresses', () => {
  it.each(PUBLIC)('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(OTHER)('%p is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    ['2130706433'],
    ['0x7f.1'],
    ['0177.0.0.1'],
    ['127.1'],
    ['[::ffff:127.0.0.1]'],
    ['①②⑦.0.0.1'],
    ['127.0.0.1.'],
  ])('a URL has %s as an address of this machine', (host) => {
    const { hostname } = new URL(`http://${host}/`);
    expect([isAddress(hostname), isLoopback(hostname), isPublicAddress(hostname)]).toEqual([true, true, false]);
  });
});
