import { readdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';

/** Files of a folder that another one does not have with the same bytes, and the other way round. */
export function differingFiles(one: string, other: string, isMeant: (file: string) => boolean = () => true): string[] {
  const [here, there] = [filesIn(one), filesIn(other)].map(files => new Set(files.filter(isMeant)));
  return [...new Set([...here, ...there])].filter(file => !here.has(file) || !there.has(file)
    || !readFileSync(join(one, file)).equals(readFileSync(join(other, file))));
}

function filesIn(folder: string, root = folder): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path, root) : [relative(root, path)];
  });
}
