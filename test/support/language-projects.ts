/** A small project in each language, whose dependency lies in its own repository: nothing is fetched. */
export const LANGUAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Node.js': {
    '.gitignore': `node_modules/
`,
    'package.json': `{ "name": "shop", "version": "1.0.0", "private": true, "dependencies": { "greeting": "file:greeting" }, "scripts": { "test": "node test.js" } }
`,
    'package-lock.json': `{"name": "shop", "version": "1.0.0", "lockfileVersion": 3, "requires": true, "packages": {"": {"name": "shop", "version": "1.0.0", "dependencies": {"greeting": "file:greeting"}}, "greeting": {"version": "1.0.0"}, "node_modules/greeting": {"resolved": "greeting", "link": true}}}
`,
    'test.js': `process.exitCode = require("greeting") === "Hello" ? 0 : 1;
`,
    'greeting/package.json': `{ "name": "greeting", "version": "1.0.0", "main": "index.js" }
`,
    'greeting/index.js': `module.exports = "Hello";
`,
  },
  PHP: {
    '.gitignore': `vendor/
`,
    'composer.json': `{
    "name": "acme/shop",
    "description": "A shop",
    "license": "proprietary",
    "repositories": [
        { "type": "path", "url": "lib", "options": { "symlink": false } },
        { "packagist.org": false }
    ],
    "require": { "acme/greeting": "1.0.0" }
}
`,
    'composer.lock': `{"content-hash": "4b39c405c3ca17e3d9149a694e03286c", "packages": [{"name": "acme/greeting", "version": "1.0.0", "dist": {"type": "path", "url": "lib", "reference": "40e506b74308eecac29b59720dd2ca8cdd5d9d74"}, "type": "library", "autoload": {"psr-4": {"Acme\\\\": "src/"}}, "transport-options": {"symlink": false, "relative": true}}], "packages-dev": [], "aliases": [], "minimum-stability": "stable", "stability-flags": [], "prefer-stable": false, "prefer-lowest": false, "platform": [], "platform-dev": [], "plugin-api-version": "2.3.0"}
`,
    'tests/run.php': `<?php
require "vendor/autoload.php";
exit(Acme\\Greeting::text() === "Hello" ? 0 : 1);
`,
    'lib/composer.json': `{
    "name": "acme/greeting",
    "version": "1.0.0",
    "autoload": { "psr-4": { "Acme\\\\": "src/" } }
}
`,
    'lib/src/Greeting.php': `<?php
namespace Acme;
class Greeting { public static function text(): string { return "Hello"; } }
`,
  },
  Python: {
    '.gitignore': `.venv/
__pycache__/
`,
    'requirements.txt': `./greeting
`,
    'test_shop.py': `import unittest

import greeting


class GreetingTest(unittest.TestCase):
    def test_text(self):
        self.assertEqual(greeting.TEXT, "Hello")
`,
    'greeting/pyproject.toml': `[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
`,
    'greeting/backend.py': `import zipfile


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    name = 'greeting-1.0.0-py3-none-any.whl'
    info = 'greeting-1.0.0.dist-info'
    with zipfile.ZipFile(f'{wheel_directory}/{name}', 'w') as wheel:
        wheel.writestr('greeting.py', 'TEXT = "Hello"\\n')
        wheel.writestr(f'{info}/METADATA', 'Metadata-Version: 2.1\\nName: greeting\\nVersion: 1.0.0\\n')
        wheel.writestr(f'{info}/WHEEL', 'Wheel-Version: 1.0\\nGenerator: shop\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
        wheel.writestr(f'{info}/RECORD', '')
    return name
`,
  },
  Ruby: {
    '.gitignore': `vendor/bundle/
.bundle/
`,
    Gemfile: `gem "greeting", path: "greeting"
`,
    'Gemfile.lock': `PATH
  remote: greeting
  specs:
    greeting (1.0.0)

GEM
  specs:

PLATFORMS
  x86_64-linux

DEPENDENCIES
  greeting!
`,
    'test/shop_test.rb': `require "greeting"
exit(GREETING == "Hello")
`,
    'greeting/greeting.gemspec': `Gem::Specification.new do |spec|
  spec.name = "greeting"
  spec.version = "1.0.0"
  spec.summary = "A greeting"
  spec.authors = ["Acme"]
  spec.files = ["lib/greeting.rb"]
end
`,
    'greeting/lib/greeting.rb': `GREETING = "Hello"
`,
  },
};
