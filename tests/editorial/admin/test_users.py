import pytest
from django.contrib.auth.models import Permission

from editorial.models import User
from tests.desk import account, address, desk, filled, list_address, messages
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("group", ["", "contributor", "editor"])
def test_accounts_are_for_administrators(group):
    assert desk(group).get(list_address(User)).status_code == 403


def test_an_administrator_makes_an_account_and_puts_it_into_a_group():
    client = desk("administrator")
    word = "a long sentence nobody guesses"
    sent = {"username": "petra", "usable_password": "true", "password1": word, "password2": word}
    client.post(list_address(User, "add"), sent)
    made = User.objects.get(username="petra")
    assert not made.is_staff
    group = account("editor").groups.get()
    client.post(address(made), filled(client.get(address(made))) | {"is_staff": "on", "groups": [str(group.pk)]})
    made.refresh_from_db()
    assert made.is_staff
    assert made.has_perm("claims.publish_claim")


def test_an_administrator_makes_nobody_a_superuser_and_leaves_superusers_alone():
    client, friend, root = desk("administrator"), account(), account(is_superuser=True)
    everything = [str(Permission.objects.get(codename="delete_logentry").pk)]
    page = filled(client.get(address(friend)))
    client.post(address(friend), page | {"is_superuser": "on", "user_permissions": everything})
    friend.refresh_from_db()
    assert not friend.is_superuser
    assert not friend.user_permissions.exists()
    assert client.post(address(root), page).status_code == 403
    assert client.post(f"/admin/editorial/user/{root.pk}/password/", {}).status_code == 403
    assert client.post(address(root, "delete"), {"post": "yes"}).status_code == 403


def test_who_wrote_is_not_deleted_but_made_inactive():
    writer, client = account("contributor"), desk("administrator")
    event = EventFactory()
    event.written_by(writer).save()
    event.written_by(account()).save()
    page = client.get(address(writer)).content.decode()
    assert "Make it inactive instead" in page
    assert "/delete/" not in page
    assert client.post(address(writer, "delete"), {"post": "yes"}).status_code == 403
    answer = client.post(
        list_address(User), {"action": "deactivate_selected", "_selected_action": [str(writer.pk)]}, follow=True
    )
    assert messages(answer) == ["1 account was made inactive."]
    writer.refresh_from_db()
    assert not writer.is_active


def test_who_wrote_nothing_can_be_deleted():
    unused, client = account("contributor"), desk("administrator")
    client.post(address(unused, "delete"), {"post": "yes"})
    assert not User.objects.filter(pk=unused.pk).exists()


def test_nobody_makes_themselves_or_a_superuser_inactive_from_the_list():
    client, root = desk("administrator"), account(is_superuser=True)
    chosen = [str(client.user.pk), str(root.pk)]
    answer = client.post(list_address(User), {"action": "deactivate_selected", "_selected_action": chosen}, follow=True)
    assert len(messages(answer)) == 2
    assert User.objects.filter(is_active=False).count() == 0


def test_a_list_has_no_action_that_deletes_accounts():
    assert "delete_selected" not in desk("administrator").get(list_address(User)).content.decode()
