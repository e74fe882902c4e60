import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import a11y from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['target', 'node_modules', 'src/api/schema.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, a11y.flatConfigs.strict],
    plugins: { 'react-hooks': hooks },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      // An index that was just checked, a ref of an element that is drawn: said with !, where the reader sees why.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Props are functions in objects, written as methods; none of them has a `this`.
      '@typescript-eslint/unbound-method': 'off',
      // What scrolls takes the focus, so that keys can scroll it.
      'jsx-a11y/no-noninteractive-tabindex': 'off',
      // Numbers in texts are what this front end is made of.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Code points are what labels are measured and digits raised by.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }],
      // `() => list.push(x)` as a handler.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Preact's handlers may be async: what they reject with is shown by `useDoing`.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  {
    files: ['src/**/*.test.ts'],
    rules: {
      // expect.closeTo and its like are of any type.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['*.{js,ts}', 'public/**', 'scripts/**', 'e2e/**', 'bench/**'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  { files: ['vite.config.ts'], extends: [tseslint.configs.strict] },
  prettier,
)
