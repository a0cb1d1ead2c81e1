import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_attachment', '0005_right_to_publish_anyway'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='publicationevent',
            name='chain',
        ),
        migrations.RemoveField(
            model_name='publicationevent',
            name='previous',
        ),
        migrations.AddField(
            model_name='publicationevent',
            name='digest',
            field=models.CharField(default='', editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='PublicationSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('previous', models.CharField(editable=False, max_length=64, unique=True)),
                ('chain', models.CharField(editable=False, max_length=64, unique=True)),
                ('events', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'seal of publication events',
                'verbose_name_plural': 'seals of publication events',
                'ordering': ['pk'],
                'abstract': False,
                'default_permissions': ('view',),
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='publicationevent',
            name='groups',
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name='publicationevent',
            name='page_id',
            field=models.PositiveBigIntegerField(db_index=True, null=True),
        ),
    ]
