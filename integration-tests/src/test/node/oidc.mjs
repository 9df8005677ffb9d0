// The npm package oidc-provider as an authorization server on a free loopback port, with the clients and users that
// fourinsight-realm.json gives Keycloak. Prints "READY <issuer>" when it can be asked.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const API = 'https://4subseaid.onmicrosoft.com/4insight-api-prod';
const SERVICE_SCOPE = `${API}/.default`;
const USER_SCOPE = `openid offline_access ${API}/read`;
const REDIRECT_URI = 'http://127.0.0.1/callback';

// Secrets may be sent in the form or in the header: the package takes these two methods for one.
const secretClient = (id, secret, more) => ({ client_id: id, client_secret: secret, ...more });

const service = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [], scope: SERVICE_SCOPE };

// "native" allows a redirect to any port of the loopback address (RFC 8252 section 7.3).
const signIn = {
  application_type: 'native',
  grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: [REDIRECT_URI],
  response_types: ['code'],
  scope: USER_SCOPE,
};

const publicClient = (id) => ({ client_id: id, token_endpoint_auth_method: 'none', ...signIn });

const configuration = {
  clients: [
    secretClient('service', 'service-secret', service),
    secretClient('special:service', 's+ %41&=/:?#@!$\'()*,;[]{}<>|\\^`~"', service),
    secretClient('short-lived', 'short-lived-secret', service),
    secretClient('api', 'api-secret', { grant_types: [], redirect_uris: [], response_types: [] }),
    publicClient('native'),
    publicClient('short-lived-native'),
    publicClient('cancellable'), // as all the others here
    secretClient('web', 'web-secret', signIn),
  ],
  scopes: [SERVICE_SCOPE, ...USER_SCOPE.split(' ')],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: true }, // its login page takes any user name with any password
    introspection: { enabled: true },
    revocation: { enabled: true },
  },
  rotateRefreshToken: true,
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  // Nobody is asked for consent, as in 4Insight, whose applications have it from the administrator.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope(USER_SCOPE);
    await grant.save();
    return grant;
  },
  ttl: {
    AccessToken: (_, token, client) => (client.clientId === 'short-lived-native' ? 3 : 300),
    AuthorizationCode: 60,
    ClientCredentials: (_, token, client) => (client.clientId === 'short-lived' ? 5 : 300),
    Grant: 3600,
    IdToken: 300,
    Interaction: 600,
    RefreshToken: 3600,
    Session: 3600,
  },
  cookies: { keys: ['only-for-tests'] },
};

// OpenID Connect Core section 11 drops offline_access unless prompt=consent comes with it; Entra does not ask for that.
function keepOfflineAccess(request, issuer) {
  const url = new URL(request.url, issuer);
  const scopes = (url.searchParams.get('scope') ?? '').split(' ');
  if (url.pathname === '/auth' && scopes.includes('offline_access') && !url.searchParams.has('prompt')) {
    url.searchParams.set('prompt', 'consent');
    request.url = url.pathname + url.search;
  }
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const answer = new Provider(issuer, configuration).callback();
  server.on('request', (request, response) => {
    keepOfflineAccess(request, issuer);
    answer(request, response);
  });
  console.log(`READY ${issuer}`);
});

// The pipe to standard input closes however the test's JVM ends, also when it is killed.
process.stdin.resume().on('end', () => process.exit());
