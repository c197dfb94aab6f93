#!/usr/bin/python3
# smtp_server.py: stands in for the city hall's mail server, with its bad days.
"""A mail server for mail.test.mjs (aiosmtpd): `smtp_server.py none|starttls [CERTIFICATE KEY]`. Prints its port, then a line of
JSON for each mail that it took. What it does to a recipient says the address's name:

refuse@  there is no such mailbox (550)        later@  not now (451)
dislike@ refuses the text (554)                stall@  never answers to the text
die@     takes the text, and hangs up before it says so
"""
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('refuse@'):
            return '550 5.1.1 no such mailbox here'
        if address.startswith('later@'):
            return '451 4.7.1 come back later'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        to = envelope.rcpt_tos[0]
        if to.startswith('stall@'):
            await asyncio.sleep(3600)
        if to.startswith('dislike@'):
            return '554 5.6.0 not this text'
        print(json.dumps({
            'from': envelope.mail_from, 'to': to, 'tls': session.ssl is not None,
            'user': getattr(session, 'auth_data', None), 'helo': session.host_name, 'text': envelope.content.decode('ascii'),
        }), flush=True)
        if to.startswith('die@'):
            server.transport.abort()
        return '250 taken'


def authenticate(server, session, envelope, mechanism, data):
    good = (data.login, data.password) == (b'chosho', b'open sesame')
    return AuthResult(success=good, handled=False, auth_data=data.login.decode() if good else None)


async def main():
    more = {}
    if sys.argv[1] == 'starttls':
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
        more = {'tls_context': context, 'require_starttls': True, 'authenticator': authenticate, 'auth_required': True}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(), hostname='mail.test', loop=loop, **more), '127.0.0.1', 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
