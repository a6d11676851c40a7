// Writes sbom.cdx.json: what the package installs where it is used, as a software bill of materials in the form of CycloneDX.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const FILE = 'sbom.cdx.json';
const args = ['sbom', '--omit=dev', '--sbom-format=cyclonedx', '--package-lock-only'];
const text = execFileSync('npm', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
const { components } = JSON.parse(text);
writeFileSync(FILE, text);
console.log(`${FILE}: ${components.length} packages`);
