// Imported before the parser of components, which asks for this once, as it loads: the type service then reads every
// component as TypeScript from the start, instead of loading the project anew for each one.
process.env.SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK = '1';
