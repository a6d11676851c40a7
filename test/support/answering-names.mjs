// Loaded before a server by NODE_OPTIONS: names below .attack.test are answered from NAMES, as an attacker's name server would
// answer, one list after the other; the last one stays.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

const names = JSON.parse(process.env.NAMES ?? '{}');
const system = dns.lookup;

dns.lookup = (host, options, callback) => {
  const answers = names[host];
  if (!answers) return system(host, options, callback);
  const addresses = answers.length > 1 ? answers.shift() : answers[0];
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  process.nextTick(() => (options.all ? callback(null, found) : callback(null, found[0].address, found[0].family)));
};
syncBuiltinESMExports();
