import { Asked, Credential, HandedTo, Secret } from './declaration.js';
import { Text } from '../forms/forms.js';

/** Model: how Claude Code reaches it. Set one of the credentials; it is handed to Claude alone. */
export class ModelVariables {
  /** API key of Anthropic. */
  @Asked()
  @Credential()
  @HandedTo('claude')
  @Text()
  readonly ANTHROPIC_API_KEY: string | null = null;

  /** Token that is sent to the model as `Authorization: Bearer <token>`, for gateways. */
  @Credential()
  @HandedTo('claude')
  @Text()
  readonly ANTHROPIC_AUTH_TOKEN: string | null = null;

  /** Token of a Claude subscription, from `claude setup-token`. */
  @Credential()
  @HandedTo('claude')
  @Text()
  readonly CLAUDE_CODE_OAUTH_TOKEN: string | null = null;

  /** Headers that are added to requests to the model, one `Name: value` a line. */
  @Secret('headers')
  @HandedTo('claude')
  @Text()
  readonly ANTHROPIC_CUSTOM_HEADERS: string | null = null;

  /** Where the model is. Unset: Anthropic. */
  @HandedTo('claude')
  @Text('an http(s) URL')
  readonly ANTHROPIC_BASE_URL: string | null = null;

  /** Model that the CLI uses as Haiku. */
  @HandedTo('claude')
  @Text('a model name')
  readonly ANTHROPIC_DEFAULT_HAIKU_MODEL: string | null = null;

  /** Model that the CLI uses as Opus. */
  @HandedTo('claude')
  @Text('a model name')
  readonly ANTHROPIC_DEFAULT_OPUS_MODEL: string | null = null;

  /** Model that the CLI uses as Sonnet. */
  @HandedTo('claude')
  @Text('a model name')
  readonly ANTHROPIC_DEFAULT_SONNET_MODEL: string | null = null;
}
