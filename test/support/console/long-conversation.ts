/** The stream of a job that has said this much: texts of one to four lines, as the server sends them. */
export function longConversation(count: number): string {
  const events = Array.from({ length: count }, (_, index) => {
    const text = Array.from(
      { length: 1 + (index % 4) },
      (__, line) => `Message ${index}, line ${line}, **well** said.`,
    );
    const content = JSON.stringify({
      type: 'assistant',
      message: { content: [{ type: 'text', text: text.join('\n') }] },
    });
    const message = {
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      seq: index + 1,
      type: 'stdout',
      content,
      content_truncated: false,
      iteration_number: null,
      created_at: '2026-01-31T09:30:00.000Z',
    };
    return `id: ${index + 1}\nevent: message\ndata: ${JSON.stringify(message)}\n\n`;
  });
  return `${events.join('')}id: ${count}-end\nevent: end\ndata: {"status":"completed","outcome":"pull_request"}\n\n`;
}
