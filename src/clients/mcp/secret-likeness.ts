import { Redactor } from '../../platform/redaction/redactor.js';

/** Words of a name, such as GITHUB_TOKEN or x-api-key, that say that its value is secret. */
const SECRET_WORDS: ReadonlySet<string> = new Set(
  'auth authorization bearer cookie credential credentials dsn jwt key keys pass passphrase passwd password pat private pwd secret secrets signature token tokens webhook'.split(
    ' ',
  ),
);
/** The same at the end of a word, as in ACCESSTOKEN. */
const SECRET_END = /(?:key|token|secret|passw(?:or)?d)$/;
/** `Bearer …` and the like. */
const WITH_SCHEME = /^(?:Basic|Bearer|Digest|Token) +\S+$/i;
/** Random characters, as generators of keys make them. */
const RANDOM = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9+/=_-]{20,}$/;
const tokens = new Redactor([]);

/** Whether the name of a value, or its form, says that it is secret. */
export function looksSecret(name: string, value: string): boolean {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const isNamed = words.some((word) => SECRET_WORDS.has(word) || SECRET_END.test(word));
  return isNamed || WITH_SCHEME.test(value) || RANDOM.test(value) || tokens.redact(value) !== value;
}
