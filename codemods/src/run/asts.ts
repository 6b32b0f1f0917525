/** Trees of files, parsed when they are first asked for and kept while the text is the same. */
import { Project, type SourceFile } from 'ts-morph';

export type ParseFile = (path: string, text: string) => SourceFile;

export function parser(): ParseFile {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    compilerOptions: { allowJs: true },
  });
  return (path, text) => {
    const known = project.getSourceFile(`/${path}`);
    if (known?.getFullText() === text) return known;
    return project.createSourceFile(`/${path}`, text, { overwrite: true });
  };
}
