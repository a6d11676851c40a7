/**
 * The command with its output in rot13: what a job prints gets through the server's redactor as it is, so that a test sees a
 * secret that the job should not have had.
 */
export function disguised(command: string): string {
  return `{ ${command}; } | tr 'A-Za-z' 'N-ZA-Mn-za-m'`;
}

/** Such output as the command wrote it. */
export function undisguised(output: string): string {
  return output.replace(/[a-z]/gi, (letter) => {
    const first = letter < 'a' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });
}
