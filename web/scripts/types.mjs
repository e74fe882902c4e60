// Writes the types of the HTTP API from its OpenAPI text.
import { writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'

const text = new URL('../../tracker/src/main/openapi/openapi.yaml', import.meta.url)
const types = new URL('../src/api/schema.d.ts', import.meta.url)

const nodes = await openapiTS(text, {
  // A property of an interface cannot speak of itself; an alias can.
  inject: 'type Json = string | number | boolean | null | Json[] | { [key: string]: Json }',
  transform: (_, { path }) =>
    path === '#/components/schemas/JsonNode' ? ts.factory.createTypeReferenceNode('Json') : undefined,
})
writeFileSync(types, astToString(nodes))
