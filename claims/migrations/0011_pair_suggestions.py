"""Pairs that may be: proposed with reasons, decided by a person; and the lexicon of answers behind them."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0010_who_keeps_the_lexicon'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ComparedClaim',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='compared', serialize=False, to='claims.claim')),
                ('read_as', models.CharField(max_length=32)),
            ],
            options={
                'verbose_name': 'compared claim',
                'verbose_name_plural': 'compared claims',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AnswerTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term', models.CharField(help_text='As an answer has it: “captured”, “shot down”.', max_length=80, verbose_name='term')),
                ('language', models.CharField(max_length=12, validators=[django.core.validators.RegexValidator('\\A[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\\Z', 'A language is a tag as in BCP 47, such as en, uk or ru; with a script or country if needed, such as sr-Latn.')], verbose_name='language')),
                ('forms', models.TextField(blank=True, help_text='Its other forms, separated by commas: “capture, seized, took”. “destroy*” stands for all endings.', verbose_name='forms')),
                ('polarity', models.CharField(choices=[('asserts', 'asserts'), ('denies', 'denies'), ('unknown', 'cannot say')], default='asserts', help_text='“Cannot confirm” neither asserts nor denies.', max_length=8, verbose_name='what it does')),
                ('exclusive', models.BooleanField(default=False, help_text='Two parties that say this of themselves cannot both be right: “holds”, “won”.', verbose_name='of one only')),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
                ('same_as', models.ForeignKey(blank=True, help_text='The term of another language whose relations hold of this one as well.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='claims.answerterm', verbose_name='says the same as')),
            ],
            options={
                'verbose_name': 'term of the answers',
                'verbose_name_plural': 'lexicon of answers',
                'ordering': ['term', 'language'],
            },
        ),
        migrations.CreateModel(
            name='AnswerRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('relation', models.CharField(choices=[('contradictory', 'contradictory: one must be false'), ('contrary', 'contrary: both cannot be true'), ('compatible', 'compatible: both can be true')], max_length=14, verbose_name='relation')),
                ('same_place', models.BooleanField(default=True, help_text='It holds only where both speak of one place.', verbose_name='of the same place')),
                ('same_time', models.BooleanField(default=True, help_text='It holds only where the times they speak of overlap.', verbose_name='of the same time')),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='claims.answerterm', verbose_name='term')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations_from', to='claims.answerterm', verbose_name='other term')),
            ],
            options={
                'verbose_name': 'relation of two answers',
                'verbose_name_plural': 'relations of answers',
                'ordering': ['one', 'other'],
            },
        ),
        migrations.CreateModel(
            name='ClaimKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('claim', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='claims.claim')),
            ],
            options={
                'verbose_name': 'key of a claim',
                'verbose_name_plural': 'keys of claims',
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='HistoricalAnswerRelation',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('relation', models.CharField(choices=[('contradictory', 'contradictory: one must be false'), ('contrary', 'contrary: both cannot be true'), ('compatible', 'compatible: both can be true')], max_length=14, verbose_name='relation')),
                ('same_place', models.BooleanField(default=True, help_text='It holds only where both speak of one place.', verbose_name='of the same place')),
                ('same_time', models.BooleanField(default=True, help_text='It holds only where the times they speak of overlap.', verbose_name='of the same time')),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.answerterm', verbose_name='term')),
                ('other', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.answerterm', verbose_name='other term')),
            ],
            options={
                'verbose_name': 'historical relation of two answers',
                'verbose_name_plural': 'historical relations of answers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalAnswerTerm',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('term', models.CharField(help_text='As an answer has it: “captured”, “shot down”.', max_length=80, verbose_name='term')),
                ('language', models.CharField(max_length=12, validators=[django.core.validators.RegexValidator('\\A[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\\Z', 'A language is a tag as in BCP 47, such as en, uk or ru; with a script or country if needed, such as sr-Latn.')], verbose_name='language')),
                ('forms', models.TextField(blank=True, help_text='Its other forms, separated by commas: “capture, seized, took”. “destroy*” stands for all endings.', verbose_name='forms')),
                ('polarity', models.CharField(choices=[('asserts', 'asserts'), ('denies', 'denies'), ('unknown', 'cannot say')], default='asserts', help_text='“Cannot confirm” neither asserts nor denies.', max_length=8, verbose_name='what it does')),
                ('exclusive', models.BooleanField(default=False, help_text='Two parties that say this of themselves cannot both be right: “holds”, “won”.', verbose_name='of one only')),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('same_as', models.ForeignKey(blank=True, db_constraint=False, help_text='The term of another language whose relations hold of this one as well.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.answerterm', verbose_name='says the same as')),
            ],
            options={
                'verbose_name': 'historical term of the answers',
                'verbose_name_plural': 'historical lexicon of answers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='PairSuggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one_answers', models.BooleanField(default=False, help_text='Or came later: then it is the counterclaim.', verbose_name='the first answers the second')),
                ('score', models.FloatField(help_text='From 0 to 1: how much speaks for it.', verbose_name='score')),
                ('kind', models.CharField(choices=[('contradictory', 'contradictory'), ('contrary', 'contrary'), ('figures', 'figures'), ('attribution', 'attribution'), ('denial', 'denial'), ('apparent', 'apparent'), ('corroborates', 'corroborates'), ('retracts', 'retracts'), ('revises', 'revises'), ('same', 'the same claim, reported again')], max_length=16, verbose_name='kind')),
                ('scope', models.JSONField(blank=True, default=list, verbose_name='what differs')),
                ('reasons', models.JSONField(default=list, verbose_name='reasons')),
                ('verdict', models.CharField(choices=[('open', 'open'), ('accepted', 'accepted'), ('rejected', 'rejected'), ('unsure', 'unsure')], default='open', max_length=10, verbose_name='verdict')),
                ('note', models.CharField(blank=True, help_text='Why it was decided so; for editors.', max_length=300, verbose_name='note')),
                ('suggested_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='suggested at')),
                ('decided_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='decided at')),
                ('held_until', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='looked at until')),
                ('decided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('held_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='looked at by')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggested_as_one', to='claims.claim', verbose_name='claim')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggested_as_other', to='claims.claim', verbose_name='other claim')),
                ('pair', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='claims.claimpair', verbose_name='pair')),
            ],
            options={
                'verbose_name': 'suggested pair',
                'verbose_name_plural': 'suggested pairs',
                'ordering': ['-score', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='answerterm',
            constraint=models.CheckConstraint(condition=models.Q(('term', ''), _negated=True), name='claims_answerterm_term_filled', violation_error_message='Write the term.'),
        ),
        migrations.AddConstraint(
            model_name='answerterm',
            constraint=models.CheckConstraint(condition=models.Q(('polarity__in', ['asserts', 'denies', 'unknown'])), name='claims_answerterm_polarity_known', violation_error_message='Say whether it asserts, denies, or cannot say.'),
        ),
        migrations.AddConstraint(
            model_name='answerterm',
            constraint=models.CheckConstraint(condition=models.Q(('same_as__isnull', True), models.Q(('same_as', models.F('id')), _negated=True), _connector='OR'), name='claims_answerterm_same_as_another', violation_error_message='A term is not a translation of itself.'),
        ),
        migrations.AddConstraint(
            model_name='answerterm',
            constraint=models.UniqueConstraint(fields=('term', 'language'), name='answer_term_once', violation_error_message='This term of this language is there already.'),
        ),
        migrations.AddConstraint(
            model_name='answerrelation',
            constraint=models.CheckConstraint(condition=models.Q(('relation__in', ['contradictory', 'contrary', 'compatible'])), name='claims_answerrelation_relation_known', violation_error_message='Choose one of the relations.'),
        ),
        migrations.AddConstraint(
            model_name='answerrelation',
            constraint=models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='answer_relation_of_two', violation_error_message='A term is not set against itself.'),
        ),
        migrations.AddConstraint(
            model_name='answerrelation',
            constraint=models.UniqueConstraint(django.db.models.functions.comparison.Least('one', 'other'), django.db.models.functions.comparison.Greatest('one', 'other'), name='answer_relation_once', violation_error_message='The relation of these two terms is there already.'),
        ),
        migrations.AddIndex(
            model_name='claimkey',
            index=models.Index(fields=['claim'], name='keys_of_claim'),
        ),
        migrations.AddConstraint(
            model_name='claimkey',
            constraint=models.UniqueConstraint(fields=('key', 'claim'), name='claim_key_once'),
        ),
        migrations.AddIndex(
            model_name='pairsuggestion',
            index=models.Index(fields=['verdict', '-score', 'id'], name='pair_suggestions_best_first'),
        ),
        migrations.AddConstraint(
            model_name='pairsuggestion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['contradictory', 'contrary', 'figures', 'attribution', 'denial', 'apparent', 'corroborates', 'retracts', 'revises', 'same'])), name='claims_pairsuggestion_kind_known', violation_error_message='Choose one of the kinds of pair, or the same claim.'),
        ),
        migrations.AddConstraint(
            model_name='pairsuggestion',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['open', 'accepted', 'rejected', 'unsure'])), name='claims_pairsuggestion_verdict_known', violation_error_message='Choose one of the verdicts.'),
        ),
        migrations.AddConstraint(
            model_name='pairsuggestion',
            constraint=models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 1)), name='pair_suggestion_score_is_a_share', violation_error_message='The score is a number from 0 to 1.'),
        ),
        migrations.AddConstraint(
            model_name='pairsuggestion',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='pair_suggestion_lower_first', violation_error_message='Of two claims the one recorded first is named first; none meets itself.'),
        ),
        migrations.AddConstraint(
            model_name='pairsuggestion',
            constraint=models.CheckConstraint(condition=models.Q(('verdict', 'open'), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='pair_suggestion_decided_by_somebody', violation_error_message='A decision names who made it, and when.'),
        ),
        migrations.AddConstraint(
            model_name='pairsuggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_by', None), ('held_until', None)), models.Q(('held_by__isnull', False), ('held_until__isnull', False)), _connector='OR'), name='pair_suggestion_held_by_somebody', violation_error_message='Who looks at a suggestion is named with the time until when.'),
        ),
        migrations.AddConstraint(
            model_name='pairsuggestion',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='pair_suggestion_once', violation_error_message='These two claims are suggested, or were decided on, already.'),
        ),
    ]
