// Fails when what the build declares for extensions is not what etc/extension.api.md promises. Needs a built tree.
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const config = ExtractorConfig.loadFileAndPrepare('api-extractor.json');
const problems = [];
const { apiReportChanged } = Extractor.invoke(config, {
  localBuild: false,
  messageCallback: (message) => {
    message.handled = true;
    // That the report differs is said below, with what to do.
    const isProblem = message.logLevel === 'error' || message.logLevel === 'warning';
    if (isProblem && !message.messageId.startsWith('console-api-report'))
      problems.push(message.formatMessageWithLocation(process.cwd()));
  },
});
if (apiReportChanged) {
  problems.push(
    'What extensions may rely on has changed. If that is meant, run `npm run extension:report`, commit etc/extension.api.md, and tell of it in CHANGELOG.md',
  );
}
for (const problem of problems) console.error(`extension: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
