import type { Channel } from 'node:diagnostics_channel';
import { Logger } from '@nestjs/common';

export type ChannelListener<Message> = (message: Message) => void;

const logger = new Logger('Telemetry');

/** A listener that cannot harm what it measures: Node.js would end the process for what it throws. Answers how to stop. */
export function subscribed<Message>(
  channel: Channel<unknown, unknown>,
  listener: ChannelListener<Message>,
): () => void {
  const safe = (message: unknown): void => {
    try {
      listener(message as Message);
    } catch (error) {
      logger.warn(`a measurement failed: ${String(error)}`);
    }
  };
  channel.subscribe(safe);
  return () => {
    channel.unsubscribe(safe);
  };
}
