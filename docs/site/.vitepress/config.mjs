import { existsSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const source = 'https://github.com/fourinsight/camel-fourinsight'

// The documents are written for the repository, where a link to a file or a folder shows it. Here only documents are pages:
// other links lead to the repository. A link to nothing fails the build.
function links(md) {
  md.core.ruler.push('links-of-the-repository', state => {
    for (const token of state.tokens.filter(token => token.type === 'inline')) {
      for (const link of token.children.filter(child => child.type === 'link_open')) {
        link.attrSet('href', target(link.attrGet('href'), state.env.path))
      }
    }
  })
}

function target(href, page) {
  if (/^([a-z]+:|#)/i.test(href)) {
    return href
  }
  const [path, anchor] = href.split('#')
  const file = resolve(dirname(page), decodeURI(path))
  if (!existsSync(file)) {
    throw new Error(`${relative(project, page)} links to ${href}, which is not there`)
  }
  if (!file.endsWith('.md')) {
    return `${source}/tree/main/${relative(project, file)}`
  }
  return path.replace(/README\.md$/, 'index.md') + (anchor ? `#${anchor}` : '')
}

function page(text, link) {
  const file = link.replace(/\/$/, '/index').slice(1) + '.md'
  const written = [file, file.replace(/index\.md$/, 'README.md')]
  if (link.startsWith('/') && !written.some(name => existsSync(resolve(project, name)))) {
    throw new Error(`The menu leads to ${link}, which is not there`)
  }
  return { text, link }
}

export default defineConfig({
  title: 'camel-fourinsight',
  description: 'An Apache Camel component for 4Insight and its DataReservoir of time series',
  srcDir: '../..',
  srcExclude: ['**/target/**', '**/node_modules/**', '**/src/**', 'docs/site/**', '**/.*/**'],
  outDir: '../../target/site',
  cacheDir: '../../target/site-cache',
  rewrites: id => id.replace(/README\.md$/, 'index.md'),
  cleanUrls: false,
  lastUpdated: false,
  markdown: { config: links },
  // The documents lie above node_modules, where Vite does not look for it.
  vite: { resolve: { alias: { vue: resolve(project, 'docs/site/node_modules/vue') } } },
  // Camel's {{placeholders}} are no expressions of Vue.
  vue: { template: { compilerOptions: { delimiters: ['[[[', ']]]'] } } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      page('Getting started', '/docs/getting-started'),
      page('Options', '/docs/options'),
      page('Source', source)
    ],
    sidebar: [
      {
        text: 'Start',
        items: [
          page('What it is', '/'),
          page('Getting started', '/docs/getting-started'),
          page('The sandbox', '/docs/sandbox'),
          page('Glossary', '/docs/glossary')
        ]
      },
      {
        text: 'Use',
        items: [
          page('URI, options and headers', '/docs/options'),
          page('Time series', '/docs/timeseries'),
          page('Polling', '/docs/polling'),
          page('Bringing samples in', '/docs/ingest'),
          page('Bringing samples out', '/docs/export'),
          page('Recipes', '/docs/recipes'),
          page('Kafka Connect', '/docs/connect'),
          page('Kamelets', '/docs/kamelets'),
          page('Sessions and tokens', '/docs/sessions'),
          page('The client without Camel', '/docs/java'),
          page('Coming from Python', '/docs/python'),
          page('Coming from camel-http', '/docs/camel-http'),
          page('Errors', '/docs/errors')
        ]
      },
      {
        text: 'Deploy and operate',
        items: [
          page('Camel Main', '/docs/deploy/camel-main'),
          page('JBang', '/docs/deploy/jbang'),
          page('Spring Boot', '/docs/deploy/spring-boot'),
          page('Quarkus', '/docs/deploy/quarkus'),
          page('Apache Karaf', '/docs/deploy/karaf'),
          page('Seeing it run', '/docs/operations/'),
          page('Proxies', '/docs/proxy'),
          page('Performance', '/docs/performance'),
          page('Security', '/docs/security')
        ]
      },
      {
        text: 'The project',
        items: [
          page('Architecture', '/docs/architecture'),
          page('Testing', '/docs/testing'),
          page('Benchmarks', '/benchmarks/'),
          page('Contributing', '/CONTRIBUTING'),
          page('Changes', '/CHANGELOG')
        ]
      }
    ]
  }
})
