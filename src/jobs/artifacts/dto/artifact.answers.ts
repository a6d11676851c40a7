import { Count, Moment, OneOf, Parts, Text } from '../../../http/description/fields.js';
import { type Artifact, BINARY_TYPE, TEXT_TYPE } from '../artifact.js';

class ArtifactAnswer implements Artifact {
  @Text({ description: 'Of the file, at `/jobs/{id}/artifacts/{name}`.' })
  readonly name!: string;

  @Count()
  readonly bytes!: number;

  @OneOf([TEXT_TYPE, BINARY_TYPE], { description: 'Text is UTF-8, whatever its name says.' })
  readonly content_type!: string;

  @Moment()
  readonly created_at!: string;
}

export class ArtifactListAnswer {
  @Parts(() => ArtifactAnswer, { description: 'In the order in which they were kept.' })
  readonly artifacts!: ArtifactAnswer[];

  @Text({ description: 'The `cursor` of the next page; null: this is the last one.', nullable: true })
  readonly next_cursor!: string | null;
}
