import { describe, expect, it, jest } from '@jest/globals';
import { SECRETS, valueWith } from '../../../test/support/secret-variables.js';
import { VARIABLES } from '../config/variables/all-variables.js';
import { secretPartOf } from '../config/variables/declaration.js';
import { knownSecrets } from './known-secrets.js';
import { RedactingLogger } from './redacting-logger.js';
import { Redactor } from './redactor.js';

const CANARY = 'canary-0123456789-of-the-server-padded-here';

const secrets = SECRETS.map((variable) => [variable.name, valueWith(variable, CANARY)] as const);

describe('knownSecrets', () => {
  it.each(secrets)('knows that of %s, and keeps it out of a text and of the log', (name, value) => {
    const redactor = new Redactor(knownSecrets({ [name]: value }));
    expect(redactor.redact(`they said ${CANARY}, and ${value}`)).not.toContain(CANARY);
    expect(redactor.find(CANARY).map(({ kind }) => kind)).toEqual(['a secret of the server']);
    expect(logged(redactor, { value })).not.toContain(CANARY);
  });

  it.each(VARIABLES.map(({ name }) => name))('knows the password of a URL in %s', (name) => {
    const redactor = new Redactor(knownSecrets({ [name]: `https://somebody:${CANARY}@example.org` }));
    expect(redactor.redact(`they said ${CANARY}`)).toBe('they said [redacted]');
  });

  it('knows a password as it is and as it stands in the URL', () => {
    const url = 'postgres://somebody:pass%2Fword@db.example/orders?password=other%20word';
    const redactor = new Redactor(knownSecrets({ DATABASE_URL: url }));
    const text = 'pass/word, pass%2Fword, other word, somebody';
    expect(redactor.redact(text)).toBe('[redacted], [redacted], [redacted], somebody');
  });

  it('takes no setting for a secret', () => {
    const settings = VARIABLES.filter((variable) => secretPartOf(variable) === null).map(({ name }) => [name, CANARY]);
    expect(knownSecrets(Object.fromEntries(settings), { AWS_SECRET_ACCESS_KEY: CANARY })).toEqual([]);
  });
});

function logged(redactor: Redactor, message: object): string {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  new RedactingLogger(redactor, { level: 'info', json: null, colors: false }).log(message);
  const text = write.mock.calls.map(([chunk]) => String(chunk)).join('');
  write.mockRestore();
  expect(text).toContain('[redacted]');
  return text;
}
