from collections import Counter

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from django.apps import apps
from django.conf import settings

from arraigo.config.home import Home
from arraigo.core.accounts.seals import seal_text, unseal_text
from arraigo.core.crypto import keyring
from arraigo.core.crypto.api import Tampered
from arraigo.core.crypto.rotation import Reseals


def forget_keys():
    keyring.keyring.cache_clear()
    keyring.cipher.cache_clear()


@pytest.fixture
def own_keys(tmp_path, monkeypatch):
    """An installation of its own with one key."""
    own = Home(tmp_path)
    keyring.create(own.keys)
    monkeypatch.setattr(settings, "HOME", own)
    forget_keys()
    yield own.keys
    monkeypatch.undo()
    forget_keys()


def test_a_secret_opens_as_it_was_sealed():
    assert unseal_text(seal_text("JBSWY3DP")) == "JBSWY3DP"


def test_a_secret_that_was_changed_does_not_open():
    with pytest.raises(Tampered):
        unseal_text(seal_text("JBSWY3DP")[:-4] + "AAAA")


def test_after_a_rotation_no_second_step_needs_the_old_key(own_keys, user):
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(user).generate_codes()
    accounts = apps.get_app_config("accounts")
    before = accounts.keys_in_use()
    keyring.add(own_keys)
    forget_keys()

    done = [accounts.reseal(lambda step, done, total: None) for _ in range(2)]

    assert isinstance(accounts, Reseals)
    assert (before, done, accounts.keys_in_use()) == (Counter({1: 2}), [2, 0], Counter({2: 2}))
    kept = {one.type: one for one in Authenticator.objects.filter(user=user)}
    assert decrypt(kept["totp"].data["secret"]) == "JBSWY3DPEHPK3PXP"
    assert kept["recovery_codes"].wrap().generate_codes() == codes
