import tseslint from 'typescript-eslint'

const DISK = ['fs', 'node:fs', 'fs/promises', 'node:fs/promises', 'fs-extra'].map((name) => ({
  name,
  message: 'Only src/files touches the disk.',
}))

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'examples/tfjs-node'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // Only src/files touches the disk.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/files/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { paths: DISK }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/report-page/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            ...DISK,
            {
              ...{ name: 'preact/hooks', importNames: ['useEffect'] },
              message:
                'It runs after the page is painted: what it listens for may be over. Use useLayoutEffect.',
            },
          ],
        },
      ],
    },
  },
)
