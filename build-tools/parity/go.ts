import { readdirSync } from 'fs';
import { resolve } from 'path';
import { lacks, Language, run } from './language';

const MODULE = 'github.com/astradot/cloud-platform-go/cloudplatform';

export const GO: Language = {
  name: 'go',
  target: 'go',
  budget: 'platform/main.go',
  missing: () => lacks('go', 'go', 'version'),
  install: directory => {
    run(directory, 'go', 'mod', 'edit', `-replace=${MODULE}=${resolve('dist/go/cloudplatform')}`);
    run(directory, 'go', 'mod', 'tidy');
  },
  types: () => readdirSync('dist/go/cloudplatform').map(file => file.replace(/\.go$/, '')),
  promises: {
    'gofmt would write the example as it is': directory => run(directory, 'gofmt', '-l', '.'),
    'vet has nothing to say': directory => void run(directory, 'go', 'vet', './...'),
  },
};
