import { isURL, Matches, ValidateBy } from 'class-validator';
import { form } from './forms.js';

const POSTGRES = /^postgres(ql)?:\/\//;
const HTTP = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };
const DASHBOARD = /^https?:\/\/(app\.supabase\.(com|io)|supabase\.com|database\.new)(\/|$)/i;
/** Paths that supabase-js appends itself. */
const SERVICE = /\/(rest|auth|storage|realtime|functions)\/v1\/*$/;

/** A URL of Postgres' own form, which may name several hosts. */
export function PostgresUrl(): PropertyDecorator {
  return form({
    expects: 'a URL that starts with postgres:// or postgresql://',
    rules: (must) => [
      Matches(POSTGRES, must),
      rule(
        'isPostgresUrl',
        (text) => !POSTGRES.test(text) || isReadable(text),
        '$property is not a valid URL: percent-encode the special characters of its user name and password, such as %23 for #',
      ),
    ],
  });
}

/** The URL of a Supabase project, not of its dashboard. */
export function SupabaseUrl(): PropertyDecorator {
  return form({
    expects: 'an http(s) URL',
    rules: (must) => [
      rule('isUrl', (text) => isURL(text, HTTP), must.message),
      rule(
        'isNoDashboard',
        (text) => !DASHBOARD.test(text),
        '$property is an address of the dashboard: the URL of a project is https://<reference>.supabase.co, ' +
          'with the reference that follows /project/ in that address',
      ),
      rule(
        'isNoService',
        (text) => !SERVICE.test(text),
        '$property must end before /rest/v1 or the path of another service',
      ),
    ],
  });
}

function rule(name: string, isValid: (text: string) => boolean, message: string): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && isValid(value);
  return ValidateBy({ name, validator: { validate, defaultMessage: () => message } });
}

/**
 * Whether every part can be told from the others. A `#` or `/` in a password makes its beginning a port, and hides the host behind
 * it; a `%` of its own begins no encoded character.
 */
function isReadable(text: string): boolean {
  const [, userInfo = '', hosts = '', rest = ''] = /^\w+:\/\/(?:([^/?#]*)@)?([^/?#]*)(.*)$/s.exec(text) ?? [];
  if (/^[^?]*[@#]/.test(rest)) return false;
  try {
    decodeURIComponent(userInfo);
    decodeURIComponent(hosts);
    for (const host of hosts.split(',')) void new URL(`postgres://${host}${rest}`);
    return true;
  } catch {
    return false;
  }
}
